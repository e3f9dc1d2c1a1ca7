import { expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import type { PlatformInput } from '../platform-input.ts';
import type { ContainerInput, ServiceInput } from '../service-input.ts';
import type { platformSchema } from './platform-schema.ts';

type Schema = z.input<typeof platformSchema>;
type DeepWritable<Value> = Value extends (...args: never[]) => unknown
  ? Value
  : Value extends readonly (infer Item)[]
    ? DeepWritable<Item>[]
    : Value extends object
      ? { -readonly [Key in keyof Value]: DeepWritable<Exclude<Value[Key], undefined>> }
      : Value;

// The types are written by hand for the sake of their names and comments: these tests hold them to the schema.

test('whatever the types allow is what the schema expects', () => {
  expectTypeOf<DeepWritable<PlatformInput> extends Schema ? 'fits' : 'does not'>().toEqualTypeOf<'fits'>();
});

test('the types have every field of the schema', () => {
  type Keys<Value> = keyof Required<Value>;
  type SchemaService = NonNullable<Schema['tenants'][string]['services']>[string];
  type Sidecar = NonNullable<SchemaService['sidecars']>[string];
  expectTypeOf<Keys<PlatformInput>>().toEqualTypeOf<Keys<Schema>>();
  expectTypeOf<Keys<PlatformInput['tenants'][string]>>().toEqualTypeOf<Keys<Schema['tenants'][string]>>();
  expectTypeOf<Keys<PlatformInput['clusters'][string]>>().toEqualTypeOf<Keys<Schema['clusters'][string]>>();
  expectTypeOf<Exclude<Keys<ServiceInput>, symbol>>().toEqualTypeOf<Keys<SchemaService>>();
  expectTypeOf<Keys<ContainerInput>>().toEqualTypeOf<Keys<Sidecar>>();
});
