import type { Notice } from './view.ts';

/** What a form did, by the word that its redirect carries: only these are ever shown. */
const notices: Readonly<Record<string, Notice>> = {
  added: { kind: 'done', text: 'Added to your basket.' },
  changed: { kind: 'done', text: 'Your basket is up to date.' },
  removed: { kind: 'done', text: 'Taken out of your basket.' },
  emptied: { kind: 'done', text: 'Your basket is empty now.' },
  quantity: { kind: 'problem', text: 'Nothing changed: choose between 1 and 99 pairs.' },
  'sold-out': { kind: 'problem', text: 'That sock is not there any more.' },
  ordered: { kind: 'done', text: 'Thank you. Your order is placed.' },
  'address-saved': { kind: 'done', text: 'Address saved.' },
  'address-removed': { kind: 'done', text: 'Address removed.' },
  'card-saved': { kind: 'done', text: 'Card saved.' },
  'card-removed': { kind: 'done', text: 'Card removed.' },
  'logged-in': { kind: 'done', text: 'You are logged in.' },
  registered: { kind: 'done', text: 'Welcome. You are registered and logged in.' },
  'logged-out': { kind: 'done', text: 'You are logged out.' },
};

/** Words that a redirect may carry. */
export type NoticeWord =
  | 'added'
  | 'changed'
  | 'removed'
  | 'emptied'
  | 'quantity'
  | 'sold-out'
  | 'ordered'
  | 'address-saved'
  | 'address-removed'
  | 'card-saved'
  | 'card-removed'
  | 'logged-in'
  | 'registered'
  | 'logged-out';

/** The notice that an address asks for; none for a word that nobody here wrote. */
export const noticeOf = (word: string | undefined): Notice | undefined =>
  word !== undefined && Object.hasOwn(notices, word) ? notices[word] : undefined;

/** A page's path that carries a notice. */
export const withNotice = (path: string, word: NoticeWord): string =>
  `${path}${path.includes('?') ? '&' : '?'}done=${word}`;
