import { CalculatorSkeleton } from '@/components/calculator/workload/skeleton';

export default CalculatorSkeleton;
