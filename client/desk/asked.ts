/** A dialog that is open. */
export type Asked =
  | 'who'
  | 'assign'
  | 'hand-off'
  | 'note'
  | 'tag'
  | 'priority'
  | 'snooze'
  | 'merge'
  | 'link'
  | 'intent'
  | 'substance'
  | 'send'
  | 'help';
