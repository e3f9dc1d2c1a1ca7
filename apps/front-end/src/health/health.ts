/** Whether the service may be sent requests. */
export interface Health {
  /** Says that everything that the service needs has answered once. */
  started(): void;
  /** Says that the service is about to end. */
  drain(): void;
  state(): 'starting' | 'ready' | 'draining';
}

/**
 * Makes the state behind `/readyz`. A back end or a Redis that fails later doesn't change it: every replica would
 * leave the Service at once, and with them what still works, the catalogue above all.
 */
export function makeHealth(): Health {
  let state: ReturnType<Health['state']> = 'starting';
  return {
    started: () => {
      state = state === 'starting' ? 'ready' : state;
    },
    drain: () => {
      state = 'draining';
    },
    state: () => state,
  };
}
