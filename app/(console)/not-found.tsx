import { NotFoundMessage } from '@/components/shell/not-found-message';

/** Within the console's own `main`. */
export default NotFoundMessage;
