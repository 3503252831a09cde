import type { Ctx } from '@/lib/access/server/context';
import type { ChannelList, DeliveryPage } from '@/lib/alerts/alert-dto';
import { listChannels } from '@/lib/alerts/server/list-channels';
import { listDeliveries } from '@/lib/alerts/server/list-deliveries';
import type { DeliverySearch } from './search-params';

export interface AlertSettings {
  channels: ChannelList;
  deliveries: DeliveryPage;
}

/** Everything the alerts page shows, read at once: a channel's newest delivery and the log say the same. */
export async function readAlertSettings(ctx: Ctx, search: DeliverySearch): Promise<AlertSettings> {
  const [channels, deliveries] = await Promise.all([listChannels(ctx, {}), listDeliveries(ctx, search)]);
  return { channels, deliveries };
}
