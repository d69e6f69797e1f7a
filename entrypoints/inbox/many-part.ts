/* Writes for many: a part of its own, read when somebody is selected or something for many is under way. */
import '../../components/inbox/many/many.css';

export { ManyBar } from '../../components/inbox/many/bar.tsx';
export { Groups } from '../../components/outbox/groups.tsx';
