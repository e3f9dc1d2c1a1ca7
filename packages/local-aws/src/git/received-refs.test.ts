import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReceivedRefs } from './received-refs.ts';

const NONE = '0'.repeat(40);
const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];

const packet = (content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
};
const flush = Buffer.from('0000');

const REQUEST = Buffer.concat([
  packet(`shallow ${A}\n`),
  packet(`${NONE} ${A} refs/heads/new\0 report-status-v2 side-band-64k agent=git/2.39.5`),
  packet(`${A} ${B} refs/heads/ä b`),
  packet(`${B} ${NONE} refs/heads/old`),
  flush,
  Buffer.from('PACK0000ffff and anything else 0000'),
]);
const REPORT = Buffer.concat([
  packet('unpack ok\n'),
  packet('ok refs/heads/new\n'),
  packet('ng refs/heads/ä b non-fast-forward\n'),
  packet('ok refs/heads/old\n'),
  packet('option refname refs/heads/old\n'),
  flush,
]);

/** Cuts bytes at the given places. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % bytes.length), bytes.length])].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

test('a push is understood however its bytes arrive', () => {
  const cuts = fc.array(fc.nat(10_000));
  const property = fc.property(
    cuts,
    cuts,
    fc.integer({ min: 1, max: 40 }),
    (inRequest, inResponse, bandSize) => {
      const received = new ReceivedRefs();
      const banded = Array.from({ length: Math.ceil(REPORT.length / bandSize) }, (_, index) =>
        packet(Buffer.concat([Buffer.from([1]), REPORT.subarray(index * bandSize, (index + 1) * bandSize)])),
      );
      const response = Buffer.concat([packet('\u0002remote says unpack ok\n'), ...banded, flush]);
      for (const piece of pieces(REQUEST, inRequest)) received.request(piece);
      for (const piece of pieces(response, inResponse)) received.response(piece);
      expect(received.reported).toBe(true);
      expect(received.changes).toEqual([
        { ref: 'refs/heads/new', before: undefined, after: A },
        { ref: 'refs/heads/old', before: B, after: undefined },
      ]);
    },
  );
  fc.assert(property);
});

test('without side bands the report comes as it is', () => {
  const received = new ReceivedRefs();
  received.request(Buffer.concat([packet(`${NONE} ${A} refs/heads/new\0report-status`), flush]));
  received.response(REPORT);
  expect(received.changes).toEqual([{ ref: 'refs/heads/new', before: undefined, after: A }]);
});

test('an interrupted push says what was asked, but not that it was done', () => {
  const received = new ReceivedRefs();
  received.request(REQUEST);
  expect([received.reported, received.commands.length, received.changes.length]).toEqual([false, 3, 0]);
});

test('what is no push at all is passed over', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (request, response) => {
      const received = new ReceivedRefs();
      received.request(Buffer.from(request));
      received.response(Buffer.from(response));
      expect(received.changes).toEqual([]);
    }),
  );
});
