import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entityKindSchemaValidator, parseEntityRef } from '@backstage/catalog-model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gitPush, projenNew } from '../../backstage/actions.mjs';
import { problemsOf, type PlatformAnswers } from '../options/check-platform-options';

const room = join(__dirname, '..', '..');

interface Template {
  readonly spec: {
    readonly owner: string;
    readonly parameters: readonly {
      readonly required: readonly (keyof PlatformAnswers)[];
      readonly properties: Readonly<
        Record<keyof PlatformAnswers, { readonly pattern: string; readonly maxLength?: number }>
      >;
    }[];
    readonly steps: readonly { readonly action: string; readonly input: Readonly<Record<string, unknown>> }[];
  };
}

const text = readFileSync(join(room, 'backstage/template.yaml'), 'utf8');
const template = parse(text) as Template;
// The schema that Backstage's own scaffolder takes templates by.
const validate = entityKindSchemaValidator(
  JSON.parse(readFileSync(join(__dirname, 'fixtures/Template.v1beta3.schema.json'), 'utf8')),
);

describe('template.yaml', () => {
  test('is a template for Backstage, owned by somebody', () => {
    expect(validate(template)).toBe(template);
    expect(parseEntityRef(template.spec.owner).kind).toBe('group');
  });

  test('is refused where it is not one', () => {
    expect(() => validate({ ...template, spec: { ...template.spec, steps: [{}] } })).toThrow(/steps/);
  });

  const { properties, required } = template.spec.parameters[0] as Template['spec']['parameters'][number];

  test('asks for what the project type needs, and hands all of it over', () => {
    expect(required).toEqual(['name', 'account', 'region']);
    const [make] = template.spec.steps;
    expect(make?.action).toBe('tideway:projen:new');
    expect(make?.input).toEqual({
      type: 'platform-monorepo',
      options: Object.fromEntries(required.map((name) => [name, `\${{ parameters.${name} }}`])),
    });
  });

  test('gives the actions of this package the input that they ask for', () => {
    const ours = template.spec.steps.filter(({ action }) => action.startsWith('tideway:'));
    expect(ours.map(({ action }) => action)).toEqual([projenNew.id, gitPush.id]);
    for (const [index, { schema }] of [projenNew, gitPush].entries())
      expect(Object.keys(ours[index]?.input ?? {})).toEqual(
        Object.keys(schema.input['properties'] as object),
      );
  });

  test('its form refuses what the project type would refuse, and nothing else', () => {
    const good = { name: 'acme', account: '444455556666', region: 'eu-west-1' };
    const takes = (field: keyof PlatformAnswers, value: string): boolean => {
      const { pattern, maxLength = Infinity } = properties[field];
      return new RegExp(pattern, 'u').test(value) && value.length <= maxLength;
    };
    const words = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.stringMatching(/^[a-z][a-z0-9-]{0,26}$/),
      fc.stringMatching(/^\d{10,14}$/),
      fc.constantFrom('eu-west-1', 'us-gov-east-1', 'mars-1', 'eu-west', 'platform'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...required), words, (field, value) => {
        const problems = problemsOf({ ...good, [field]: value }).filter(
          // Which names the tools' packages have, no form can know.
          (problem) => !problem.includes('is the name of a package in the repository'),
        );
        expect(takes(field, value)).toBe(problems.length === 0);
      }),
      { numRuns: 500 },
    );
  });
});
