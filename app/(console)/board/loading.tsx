import { BoardSkeleton } from '@/components/board/skeleton';

export default BoardSkeleton;
