import { definePlatform } from '@tideway/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountAsTyped } from './account-as-typed';
import { checkPlatformOptions, problemsOf } from './check-platform-options';

const good = { name: 'acme', account: '444455556666', region: 'eu-west-1' } as const;

describe('what is asked of a new platform', () => {
  test('good answers are handed back', () => {
    expect(checkPlatformOptions(good)).toEqual(good);
  });

  test('everything that is wrong is told at once', () => {
    const wrong = { name: 'Acme Shop', account: '1234', region: 'mars-1' };
    expect(() => checkPlatformOptions(wrong)).toThrow(
      /^The options have 3 problems:\n {2}- name: .*"Acme Shop"\n {2}- account: .*12 digits, got "1234"\n {2}- region: .*"mars-1"\nNothing was made\./,
    );
  });

  test.each(['nx', 'eslint', 'vitest', 'platform', 'front-end'])(
    'a repository named %s is refused: npm installs nothing under its own name',
    (name) => {
      expect(problemsOf({ ...good, name })).toEqual([
        `name: "${name}" is the name of a package in the repository; choose another`,
      ]);
    },
  );

  test('a name that IAM would find too long is refused', () => {
    expect(problemsOf({ ...good, name: 'a'.repeat(24) })).toEqual([]);
    expect(problemsOf({ ...good, name: 'a'.repeat(25) })[0]).toContain('at most 24 characters');
  });
});

describe('the model takes what the template takes', () => {
  const accepts = ({
    name,
    account,
    region,
  }: typeof good | Record<'name' | 'account' | 'region', string>): boolean => {
    try {
      definePlatform({
        name,
        aws: { account, region },
        environments: { production: {} },
        clusters: { prod: { environment: 'production', kubernetes: '1.36', cidr: '10.0.0.0/16' } },
        tenants: { [name]: { repository: `${name}-microservices-repo` } },
      });
      return true;
    } catch {
      return false;
    }
  };

  test('names', () => {
    const names = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(names, (name) => {
        fc.pre(problemsOf({ ...good, name }).length === 0);
        expect(accepts({ ...good, name })).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('accounts and regions', () => {
    const accounts = fc.oneof(fc.stringMatching(/^\d{10,13}$/), fc.constant('012345678901'), fc.string());
    const regions = fc.oneof(
      fc.constantFrom('us-west-2', 'ap-southeast-7', 'us-gov-east-1', 'eu-west', 'EU-WEST-1', 'xx-west-1'),
      fc.string(),
    );
    fc.assert(
      fc.property(accounts, regions, (account, region) => {
        const answers = { ...good, account, region };
        expect(accepts(answers)).toBe(problemsOf(answers).length === 0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an account that projen took for a number', () => {
  test.each([
    { typed: ['--account', '012345678901'] },
    { typed: ['--name', 'acme', '--account=012345678901'] },
  ])('is what was typed: $typed', ({ typed }) => {
    expect(accountAsTyped(12345678901, typed)).toBe('012345678901');
  });

  test('is not made longer than it was', () => {
    expect(accountAsTyped(1234, ['--account', '1234'])).toBe('1234');
  });
});
