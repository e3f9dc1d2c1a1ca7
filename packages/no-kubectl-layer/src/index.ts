export {
  KubectlV29Layer,
  KubectlV30Layer,
  KubectlV31Layer,
  KubectlV32Layer,
  KubectlV33Layer,
} from './left-out-layer.ts';
