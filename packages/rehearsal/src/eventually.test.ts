import { expect, test } from 'vitest';
import { eventually, NotYet } from './eventually.ts';

test('it asks until there is an answer, through errors as well', async () => {
  const answers = [new NotYet('nothing'), new Error('refused'), undefined, 'here'];
  const ask = () => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  expect(await eventually({ what: 'it is there', within: 1_000, every: 1, ask })).toBe('here');
});

test('in the end it says what was waited for, and what was there instead', async () => {
  const ask = () => Promise.resolve(new NotYet('Ready=False: no such file'));
  await expect(eventually({ what: 'it is Ready', within: 20, every: 5, ask })).rejects.toThrow(
    'Not within 0 s: it is Ready. Last seen: Ready=False: no such file',
  );
});

test('an interruption ends the waiting at once', async () => {
  const end = new AbortController();
  setTimeout(() => end.abort(new Error('enough')), 20);
  const ask = () => Promise.resolve(undefined);
  await expect(
    eventually({ what: 'it', within: 60_000, every: 5_000, ask, signal: end.signal }),
  ).rejects.toThrow('enough');
});
