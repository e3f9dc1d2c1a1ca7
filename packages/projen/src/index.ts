export * from './monorepo';
export * from './monorepo-options';
export * from './platform-monorepo';
export * from './platform-monorepo-options';
export * from './service';
export * from './service-options';
