import { NotFoundMessage } from '@/components/shell/not-found-message';

export default function NotFound() {
  return (
    <main className="mx-auto max-w-[1180px] px-4 pt-16 md:px-10">
      <NotFoundMessage />
    </main>
  );
}
