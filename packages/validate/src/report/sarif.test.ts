import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { rules } from '../rules.ts';
import type { ValidationReport } from '../validate-repositories.ts';
import { toSarif } from './sarif.ts';

const finding: Finding = {
  rule: 'image-latest',
  severity: 'error',
  repository: 'microservices-repo',
  path: 'deploy/a file#1.yaml',
  line: 12,
  object: 'apps/v1 Deployment sock-shop/carts-db',
  field: 'spec.template.spec.containers[0].image',
  message: 'container carts-db: image mongo has neither tag nor digest',
  fix: 'Pin the image.',
};

const report: ValidationReport = {
  findings: [
    finding,
    {
      rule: 'file-too-large',
      severity: 'error',
      repository: 'flux-repo',
      path: 'x.yaml',
      message: 'm',
      fix: 'f',
    },
    { ...finding, rule: 'schema-unknown', severity: 'info' },
    { ...finding, rule: 'missing-probes', severity: 'warning' },
  ],
  counts: { error: 2, warning: 1, info: 1 },
  roots: 1,
  objects: 2,
  durationMs: 3,
};

/** The part of the SARIF 2.1.0 schema that we write, with nothing else allowed. */
const text = { type: 'string', minLength: 1 };
const message = object({ text, markdown: text }, ['text']);
const level = { enum: ['none', 'note', 'warning', 'error'] };
const sarif = object(
  {
    $schema: { type: 'string', format: 'uri' },
    version: { const: '2.1.0' },
    runs: listOf(
      object(
        {
          tool: object(
            {
              driver: object(
                {
                  name: text,
                  rules: listOf(
                    object(
                      {
                        id: text,
                        shortDescription: message,
                        fullDescription: message,
                        help: message,
                        helpUri: { type: 'string', format: 'uri' },
                        defaultConfiguration: object({ level }, ['level']),
                      },
                      [
                        'id',
                        'shortDescription',
                        'fullDescription',
                        'help',
                        'helpUri',
                        'defaultConfiguration',
                      ],
                    ),
                  ),
                },
                ['name', 'rules'],
              ),
            },
            ['driver'],
          ),
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          originalUriBaseIds: { type: 'object', additionalProperties: object({ description: message }) },
          results: listOf(
            object(
              {
                ruleId: text,
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message,
                locations: listOf(
                  object(
                    {
                      physicalLocation: object(
                        {
                          artifactLocation: object(
                            { uri: { type: 'string', format: 'uri-reference' }, uriBaseId: text },
                            ['uri', 'uriBaseId'],
                          ),
                          region: object({ startLine: { type: 'integer', minimum: 1 } }, ['startLine']),
                        },
                        ['artifactLocation'],
                      ),
                      logicalLocations: listOf(object({ fullyQualifiedName: text }, ['fullyQualifiedName'])),
                    },
                    ['physicalLocation'],
                  ),
                ),
                partialFingerprints: { type: 'object', additionalProperties: text },
              },
              ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
            ),
          ),
        },
        ['tool', 'results'],
      ),
    ),
  },
  ['$schema', 'version', 'runs'],
);

function object(properties: object, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function listOf(items: object): object {
  return { type: 'array', items };
}

describe('toSarif', () => {
  test('writes SARIF 2.1.0 and nothing beside it', () => {
    const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
    addFormats.default(ajv);
    const validate = ajv.compile(sarif);
    validate(toSarif(report, { rulesPage: 'https://docs.example.com/rules' }));
    expect(validate.errors).toBeNull();
  });

  test('describes every rule, and each result points at its rule', () => {
    const [run] = toSarif(report).runs;
    const described = run?.tool.driver.rules ?? [];
    expect(described.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(run?.results?.map(({ ruleIndex = -1 }) => described[ruleIndex]?.id)).toEqual(
      report.findings.map(({ rule }) => rule),
    );
    expect(described[0]?.helpUri).toBe(`docs/reference/rules.md#${described[0]?.id}`);
  });

  test('tells file, line, object and field', () => {
    const [result, other] = toSarif(report).runs[0]?.results ?? [];
    expect(result?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'deploy/a%20file%231.yaml', uriBaseId: 'microservices-repo' },
          region: { startLine: 12 },
        },
        logicalLocations: [{ fullyQualifiedName: `${finding.object} ${finding.field}` }],
      },
    ]);
    expect(other?.locations?.[0]?.physicalLocation?.region).toBeUndefined();
  });

  test('knows info as note, and keeps a fingerprint when lines move', () => {
    const results = toSarif(report).runs[0]?.results ?? [];
    expect(results.map(({ level: each }) => each)).toEqual(['error', 'error', 'note', 'warning']);
    const moved = toSarif({ ...report, findings: [{ ...finding, line: 99 }] }).runs[0]?.results?.[0];
    expect(moved?.partialFingerprints).toEqual(results[0]?.partialFingerprints);
  });
});
