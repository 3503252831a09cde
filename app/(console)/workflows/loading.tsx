import { WorkflowsSkeleton } from '@/components/workflows/skeleton';

export default WorkflowsSkeleton;
