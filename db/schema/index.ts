export * from './access';
export * from './alerts';
export * from './budgets';
export * from './organisation';
export * from './pricing';
export * from './usage';
