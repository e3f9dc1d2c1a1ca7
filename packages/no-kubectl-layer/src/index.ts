export {
  KubectlV29Layer,
  KubectlV30Layer,
  KubectlV31Layer,
  KubectlV32Layer,
  KubectlV33Layer,
  KubectlV34Layer,
  KubectlV35Layer,
} from './left-out-layer.ts';
