import { BudgetsSkeleton } from '@/components/budgets/skeleton';

export default BudgetsSkeleton;
