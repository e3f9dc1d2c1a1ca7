import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardFields, cardRules, secretCardFields } from './card-form.ts';
import { readForm } from './read-form.ts';
import { registerFields, registerRules } from './register.ts';

const card = (values: Record<string, unknown>) => readForm(cardFields, values, cardRules, secretCardFields);

test('a card is taken with or without spaces', () => {
  assert.ok(card({ longNum: '5544 1540 1134 5918', expires: '08/29', ccv: '958' }).ok);
  assert.ok(card({ longNum: '5544154011345918', expires: '12/30', ccv: '0123' }).ok);
});

test('everything that is wrong is said at once, and neither number nor code comes back', () => {
  const read = card({ longNum: '1234', expires: '13/29', ccv: 'x' });
  assert.ok(!read.ok);
  assert.deepEqual(Object.keys(read.state.problems), ['longNum', 'expires', 'ccv']);
  assert.deepEqual(read.state.values, { expires: '13/29' });
});

test('a field that is missing, empty, too long or a file is said by its label', () => {
  const read = readForm(
    registerFields,
    { firstName: ' ', lastName: 'x'.repeat(101), email: 'nobody', username: new File([], 'x') },
    registerRules,
    ['password'],
  );
  assert.ok(!read.ok);
  assert.deepEqual(read.state.problems, {
    firstName: 'Enter the first name.',
    lastName: 'Last name: at most 100 characters.',
    email: 'Enter an email address, such as name@example.com.',
    username: 'Enter the username.',
    password: 'Enter the password.',
  });
  assert.ok(!('password' in read.state.values));
});

test('spaces around a value are dropped, but belong to a password', () => {
  const read = readForm(
    registerFields,
    { firstName: ' Ada ', lastName: 'L', email: 'a@b.example', username: 'ada', password: ' eight ch ' },
    registerRules,
  );
  assert.ok(read.ok);
  assert.equal(read.values['firstName'], 'Ada');
  assert.equal(read.values['password'], ' eight ch ');
});
