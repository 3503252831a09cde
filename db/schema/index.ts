export * from './access';
export * from './organisation';
export * from './pricing';
export * from './usage';
