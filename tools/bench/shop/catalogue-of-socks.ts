import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, ok } from './answer.ts';

interface Sock {
  readonly id: string;
  readonly tag: readonly string[];
}

interface Socks {
  readonly socks: readonly Sock[];
  readonly tags: readonly string[];
}

/** The catalogue service with ten socks. @returns a function that answers to a path with its query */
export function catalogueOfSocks(origin: string): (url: string) => Answer {
  const file = readFileSync(join(import.meta.dirname, 'socks.json'), 'utf8');
  const { socks, tags } = JSON.parse(file) as Socks;
  const answers = new Map<string, Answer>();

  const answerTo = (url: string): Answer => {
    const { pathname, searchParams } = new URL(url, origin);
    if (pathname === '/tags') return ok({ tags, err: null });
    const any = (searchParams.get('tags') ?? '').split(',').filter(Boolean);
    const found = any.length === 0 ? socks : socks.filter(({ tag }) => tag.some((one) => any.includes(one)));
    const id = pathname.slice('/catalogue/'.length);
    if (id === 'size') return ok({ size: found.length, err: null });
    if (id !== '') return ok(socks.find((sock) => sock.id === id));
    const size = Number(searchParams.get('size') ?? 10);
    const page = Number(searchParams.get('page') ?? 1);
    return ok(found.slice((page - 1) * size, page * size));
  };

  return (url) => {
    const answer = answers.get(url) ?? answerTo(url);
    answers.set(url, answer);
    return answer;
  };
}
