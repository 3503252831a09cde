export * from './access';
export * from './alerts';
export * from './budgets';
export * from './calculator';
export * from './forecasting';
export * from './organisation';
export * from './pricing';
export * from './usage';
