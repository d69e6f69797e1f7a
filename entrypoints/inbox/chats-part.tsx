import { ChatsPage } from '../../components/inbox/chats/chats-page.tsx';
import { Whole, type WholeProps } from './whole.tsx';

/** All chats (`?page=chats`). */
export const Chats = (props: WholeProps) => (
  <Whole {...props}>
    <ChatsPage store={props.store} />
  </Whole>
);
