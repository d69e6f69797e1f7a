import { ChatsPage } from '../../components/inbox/chats/chats-page.tsx';
import { negotiationCalls } from './negotiation-calls.ts';
import { usePaneStore } from './pane-store.ts';
import { Whole, type WholeProps } from './whole.tsx';

/** All chats (`?page=chats`). */
export const Chats = (props: WholeProps) => (
  <Whole {...props}>
    <ChatsPage
      store={usePaneStore(props.store)}
      vacancies={props.store.inbox.vacancies}
      calls={negotiationCalls}
    />
  </Whole>
);
