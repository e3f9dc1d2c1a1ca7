import js from '@eslint/js';
import json from '@eslint/json';
import vitest from '@vitest/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import yml from 'eslint-plugin-yml';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { noAccountOrRegionLiteral } from './rules/no-account-or-region-literal.ts';
import { noImportAcrossPackages } from './rules/no-import-across-packages.ts';
import { noSecretLiteral } from './rules/no-secret-literal.ts';
import { pinnedImage } from './rules/pinned-image.ts';

/** Where the rules are applied. */
export interface ConfigOptions {
  /** Folder of the package that is linted: where its tsconfig.json is. */
  readonly root: string;
}

const rules = {
  'no-account-or-region-literal': noAccountOrRegionLiteral,
  'no-import-across-packages': noImportAcrossPackages,
  'no-secret-literal': noSecretLiteral,
  'pinned-image': pinnedImage,
};

type FlatConfig = ReturnType<typeof defineConfig>;

/** Tideway's lint rules as an ESLint flat config: type-aware TypeScript, documented exports, honest tests. */
export function config(options: ConfigOptions): FlatConfig {
  return defineConfig(
    {
      ignores: [
        '**/dist/**',
        '**/bundle/**',
        '**/node_modules/**',
        '**/.tideway/**',
        '**/cdk.out/**',
        '**/*.mjs',
        '**/*.d.ts',
        '**/package-lock.json',
        '**/fixtures/**',
        '**/.nx/**',
      ],
    },
    { files: ['**/*.{ts,js}'], extends: [js.configs.recommended] },
    {
      files: ['**/*.ts'],
      extends: [tseslint.configs.recommendedTypeChecked],
      plugins: { jsdoc, tideway: { rules } },
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: options.root } },
      rules: {
        'no-console': 'error',
        'tideway/no-import-across-packages': 'error',
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: '^@tideway/[^/]+/(src|dist|bundle)/',
                message: 'Import a package by its name or an entry that it exports, not its insides.',
              },
            ],
          },
        ],
        'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
        '@typescript-eslint/consistent-type-imports': 'error',
        '@typescript-eslint/no-explicit-any': 'error',
        '@typescript-eslint/no-floating-promises': [
          'error',
          {
            allowForKnownSafeCalls: [
              { from: 'package', package: 'node:test', name: ['test', 'it', 'describe'] },
            ],
          },
        ],
        '@typescript-eslint/no-import-type-side-effects': 'error',
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
        '@typescript-eslint/switch-exhaustiveness-check': [
          'error',
          { considerDefaultExhaustiveForUnions: true },
        ],
        'jsdoc/require-jsdoc': [
          'error',
          {
            publicOnly: true,
            contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ClassDeclaration'],
          },
        ],
      },
    },
    {
      // The model and what it is put together from.
      files: ['**/platform.ts', '**/apps/platform/**/*.ts'],
      ignores: ['**/*.test.ts'],
      rules: { 'tideway/no-secret-literal': 'error', 'tideway/pinned-image': 'error' },
    },
    {
      // What is deployed, beside the model.
      files: ['**/apps/**/*.ts', '**/*infra.ts'],
      ignores: ['**/apps/platform/{platform.ts,services/**}', '**/*.test.ts'],
      rules: { 'tideway/no-account-or-region-literal': 'error' },
    },
    {
      files: ['**/*.json'],
      ignores: ['**/tsconfig*.json', '**/.vscode/*.json', '**/devcontainer.json'],
      language: 'json/json',
      extends: [json.configs.recommended],
    },
    {
      files: ['**/tsconfig*.json', '**/.vscode/*.json', '**/devcontainer.json'],
      language: 'json/jsonc',
      extends: [json.configs.recommended],
    },
    {
      // Manifests and pipelines that people write; what Tideway writes is checked by `tideway validate`.
      files: ['**/*.{yaml,yml}'],
      extends: [yml.configs.recommended],
      rules: {
        'yml/no-empty-mapping-value': 'error',
        'yml/no-empty-sequence-entry': 'error',
        'yml/no-irregular-whitespace': 'error',
      },
    },
    {
      files: ['**/*.test.ts'],
      plugins: { vitest },
      rules: {
        ...vitest.configs.recommended.rules,
        'vitest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expect*', 'assert*', 'fc.assert'] },
        ],
        'jsdoc/require-jsdoc': 'off',
      },
    },
    {
      // What is delivered and built elsewhere brings no test runner of its own.
      files: ['**/apps/*/{src,test}/**/*.test.ts'],
      rules: { 'vitest/no-import-node-test': 'off', 'vitest/expect-expect': 'off' },
    },
    {
      files: ['**/vitest.config.ts', '**/platform.ts', '**/plugin.ts'],
      rules: { 'no-restricted-exports': 'off' },
    },
  );
}
