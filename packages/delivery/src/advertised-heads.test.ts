import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advertisedHeads } from './advertised-heads.ts';

const id = (digit: string): string => digit.repeat(40);

function packet(line: string | undefined): string {
  if (line === undefined) return '0000';
  const text = `${line}\n`;
  return `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`;
}

function answer(...lines: readonly (string | undefined)[]): Buffer {
  return Buffer.from(['# service=git-upload-pack', undefined, ...lines, undefined].map(packet).join(''));
}

describe('the first answer of a Git server', () => {
  it('has the branches and says which one HEAD names', () => {
    const seen = advertisedHeads(
      answer(
        `${id('a')} HEAD\0multi_ack symref=HEAD:refs/heads/main agent=git/2.39.5`,
        `${id('a')} refs/heads/main`,
        `${id('b')} refs/heads/tideway/generated`,
        `${id('c')} refs/heads/größer`,
        `${id('d')} refs/tags/v1`,
        `${id('e')} refs/tags/v1^{}`,
      ),
    );
    expect(seen).toEqual({
      heads: new Map([
        ['main', id('a')],
        ['tideway/generated', id('b')],
        ['größer', id('c')],
      ]),
      defaultBranch: 'main',
    });
  });

  it.each([
    ['of git', answer()],
    ['of others', answer(`${id('0')} capabilities^{}\0agent=git/2`)],
  ])('of an empty repository has none, in the words %s', (_, bytes) => {
    expect(advertisedHeads(bytes)).toEqual({ heads: new Map() });
  });

  it.each([
    ['a page', Buffer.from('<!doctype html>')],
    ['nothing', Buffer.alloc(0)],
    ['another service', Buffer.from('001f# service=git-receive-pack\n0000')],
    ['an error', answer('ERR access denied')],
    ['no list at all', Buffer.from('001e# service=git-upload-pack\n0000')],
    ['protocol version 2', answer('version 2', 'ls-refs', 'fetch')],
  ])('is not taken for one when it is %s', (_, bytes) => {
    expect(advertisedHeads(bytes)).toBeUndefined();
  });

  it('is not taken for one when it is cut anywhere', () => {
    const whole = answer(`${id('a')} HEAD\0x`, `${id('a')} refs/heads/main`);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (end) => {
        expect(advertisedHeads(whole.subarray(0, end))).toBeUndefined();
      }),
    );
  });
});
