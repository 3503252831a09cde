import { ExploreSkeleton } from '@/components/explore/skeleton';

export default ExploreSkeleton;
