'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ActionResult } from '@/app/action-result';
import { ViewsMenu } from '@/components/explore/views-menu';
import { changeViewName, keepView, readViews, removeView } from './actions';
import { unwrap } from './queries';

/** Saved views of this page, kept in step with the server. */
export function Views({ mayEdit }: { mayEdit: boolean }) {
  const client = useQueryClient();
  const { data: views = [] } = useQuery({ queryKey: ['views'], queryFn: () => unwrap(readViews()) });
  const settle = async (result: Promise<ActionResult<unknown>>): Promise<string | undefined> => {
    const settled = await result;
    if (!settled.ok) return settled.error.message;
    await client.invalidateQueries({ queryKey: ['views'] });
    return undefined;
  };
  return (
    <ViewsMenu
      views={views}
      mayEdit={mayEdit}
      actions={{
        save: (name, shared) => settle(keepView(name, window.location.search, shared)),
        rename: (id, name) => settle(changeViewName(id, name)),
        remove: (id) => settle(removeView(id)),
      }}
    />
  );
}
