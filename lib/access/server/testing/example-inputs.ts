import { NOW } from '@/db/testing/fixtures';
import { startingState } from '../../../calculator/state';
import type { ErrorCode } from '../../../errors';
import { EMPTY_POLICY } from '../../../routing/policy';
import type { Actor } from '../../actor';
import { type Fixture, MAPPING, OTHER_MARK, PASSWORD, type Side } from './refused-actor-fixture';

export interface Example {
  /** An input that works for whoever is allowed. `side` says whose team it is about, where it is about one. */
  input: (fixture: Fixture, side: Side, actor: Actor) => unknown;
  /** Where even an allowed call is refused, for a reason other than the role. */
  endsWith?: ErrorCode;
  /** The answer carries the other team's marker for a reader of all teams: proves that looking for it means something. */
  showsTeams?: boolean;
}

const reason = 'a test reason';
const nothing: Example = { input: () => ({}) };
const query = {
  period: { from: '2026-11-01', to: '2026-12-01' },
  compare: true,
  dimensions: ['feature'],
  measures: ['effective_cost', 'requests', 'tokens'],
  currency: 'USD',
};
const PRICE_MAP = '{"m": {"litellm_provider": "openai", "input_cost_per_token": 0.000001}}';
const totals = { ...query, dimensions: [] };

/** One for every verb and question there is; the test of refused actors fails where one is missing. */
export const EXAMPLES: Record<string, Example> = {
  // access
  acceptPasswordLink: { input: () => ({ token: 'unknown', password: PASSWORD }), endsWith: 'not_found' },
  adoptTeam: {
    input: (f, side) => ({ teamId: f.teamId[side], name: 'Adopted' }),
    endsWith: 'conflict',
  },
  archiveDepartment: { input: (f) => ({ departmentId: f.emptyDepartmentId, reason }) },
  archiveTeam: { input: (f, side) => ({ teamId: f.teamId[side], reason }) },
  changePassword: { input: () => ({ current: PASSWORD, next: 'another four words' }) },
  changeRole: { input: (f) => ({ userId: f.userId, role: 'auditor', reason }) },
  changeTimeZone: { input: () => ({ timeZone: 'Europe/London', reason }) },
  completeSetup: {
    input: () => ({
      token: 'any',
      organisation: {
        name: 'Other',
        fiscalYearStartMonth: 1,
        readingCurrency: 'USD',
        defaultLocale: 'en',
        timeZone: 'UTC',
      },
      admin: { name: 'New', email: 'new@example.test', password: PASSWORD },
    }),
    endsWith: 'conflict',
  },
  createApiKey: {
    input: (f, side) => ({ name: 'gateway', scopes: ['usage:write'], teamId: f.teamId[side] }),
  },
  createDepartment: { input: () => ({ key: 'new', name: 'New' }) },
  createTeam: { input: () => ({ key: 'new', name: 'New' }) },
  disableUser: { input: (f) => ({ userId: f.userId, reason }) },
  enableUser: { input: (f) => ({ userId: f.disabledUserId }) },
  endSessions: { input: (f) => ({ userId: f.userId }) },
  inviteUser: { input: () => ({ email: 'invited@example.test', name: 'Invited', role: 'engineer' }) },
  listApiKeys: { ...nothing, showsTeams: true },
  listAudit: nothing,
  listDepartments: nothing,
  listTeams: { ...nothing, showsTeams: true },
  listUsers: nothing,
  lookupPerson: { input: () => ({ userId: `${OTHER_MARK}-user`, reason }) },
  readOrganisation: nothing,
  readProfile: nothing,
  renameDepartment: { input: (f) => ({ departmentId: f.departmentId, name: 'Renamed' }) },
  renameTeam: { input: (f, side) => ({ teamId: f.teamId[side], name: 'Renamed' }) },
  resetPassword: { input: (f) => ({ userId: f.userId, reason }) },
  restoreTeam: { input: (f) => ({ teamId: f.archivedTeamId }) },
  revokeApiKey: { input: (f, side) => ({ keyId: f.keyId[side], reason }) },
  setTeamDepartment: { input: (f, side) => ({ teamId: f.teamId[side], departmentId: f.departmentId }) },
  setUserTeams: { input: (f) => ({ userId: f.userId, teamIds: [f.teamId.own] }) },
  updateOrganisation: {
    input: () => ({ name: 'Renamed', fiscalYearStartMonth: 1, readingCurrency: 'USD', defaultLocale: 'en' }),
  },
  updateProfile: { input: () => ({ name: 'Me', locale: 'zh-HK' }) },
  verifyAudit: nothing,

  // alerts
  countUnreadAlerts: nothing,
  createChannel: {
    input: () => ({
      name: 'Finance',
      kind: 'slack',
      target: 'https://hooks.example.test/1',
      kinds: ['budget_threshold'],
      teamId: null,
      locale: 'en',
    }),
  },
  disableChannel: { input: (f) => ({ channelId: f.channelId }) },
  editChannel: {
    input: (f, side) => ({
      channelId: f.channelId,
      name: 'Renamed',
      kinds: [],
      teamId: f.teamId[side],
      locale: 'zh-HK',
    }),
  },
  enableChannel: { input: (f) => ({ channelId: f.disabledChannelId }) },
  getAlertPreference: nothing,
  listChannels: nothing,
  listDeliveries: nothing,
  listInbox: nothing,
  markAlertsRead: { input: () => ({ all: true }) },
  resendDelivery: { input: (f) => ({ deliveryId: f.deliveryId }) },
  rotateChannelSecret: { input: (f) => ({ channelId: f.channelId }) },
  sendTestAlert: { input: (f) => ({ channelId: f.channelId }) },
  setAlertPreference: { input: () => ({ email: false }) },

  // attribution
  deleteView: { input: (f, _side, actor) => ({ id: f.viewId(actor) }) },
  dimensionValues: { input: () => ({ query: totals, dimension: 'workflow' }), showsTeams: true },
  explainFigure: { input: () => ({ query: totals, measure: 'effective_cost' }), showsTeams: true },
  listEvents: { input: () => ({ query: totals }), showsTeams: true },
  listViews: { input: () => ({ path: '/explore' }) },
  renameView: { input: (f, _side, actor) => ({ id: f.viewId(actor), name: 'Renamed' }) },
  saveView: { input: () => ({ name: 'New', path: '/explore', search: '?grain=day' }) },
  splitUsage: { input: () => ({ query }), showsTeams: true },
  summariseUsage: { input: () => ({ query: totals }) },
  tagCoverage: { input: () => ({ query: totals }) },

  // board
  chargebackStatement: { input: () => ({ month: '2026-09', currency: 'USD' }) },
  chargebackTeams: nothing,
  closeChecklist: { input: () => ({ month: '2026-09' }) },
  closeMonth: { input: () => ({ month: '2026-09' }) },
  listInvoices: { input: () => ({ month: '2026-09' }) },
  recordInvoice: {
    input: (f) => ({
      providerId: f.providerId,
      month: '2026-09',
      reference: 'INV-1',
      amount: '12.50',
      currency: 'USD',
      receivedOn: '2026-10-02',
    }),
  },
  restatements: { input: () => ({ month: '2026-10', currency: 'USD' }) },
  setChargebackRule: {
    input: () => ({ month: '2026-10', sharedBy: 'equal', unownedBy: 'direct_cost', reason }),
  },
  withdrawInvoice: { input: (f) => ({ id: f.invoiceId, reason }) },
  explainMetric: { input: () => ({ month: '2026-10', metric: 'cost_per_action', currency: 'USD' }) },
  listClosedMonths: nothing,
  readBoard: { input: () => ({ currency: 'USD' }) },
  reopenMonth: { input: (f) => ({ month: f.closedMonth, reason }) },
  setMetricTarget: {
    input: () => ({ metric: 'budget_compliance', month: '2026-12', value: '0.95', reason }),
  },

  addPackRecipient: { input: () => ({ email: 'board@example.com', locale: 'en' }) },
  editPackText: {
    input: () => ({ month: '2026-10', section: 'cover', locale: 'en', sentences: ['As expected.'] }),
  },
  getPack: { input: () => ({ packId: '999999' }), endsWith: 'not_found' },
  getPackFile: { input: () => ({ packId: '999999', format: 'pdf', locale: 'en' }), endsWith: 'not_found' },
  issuePack: { input: () => ({ month: '2026-11', currency: 'USD' }), endsWith: 'invalid' },
  listPackRecipients: nothing,
  listPacks: nothing,
  getPackSchedule: nothing,
  setPackSchedule: { input: () => ({ schedule: { day: 5, hour: 9 } }) },
  readPackDraft: { input: () => ({ currency: 'USD' }) },
  removePackRecipient: { input: () => ({ id: '999999' }), endsWith: 'not_found' },
  resetPackText: {
    input: () => ({ month: '2026-10', section: 'cover', locale: 'en' }),
    endsWith: 'conflict',
  },

  // budgets
  approveRaise: { input: (f, side) => ({ requestId: f.budgets.requestId[side] }) },
  archiveBudget: { input: (f, side) => ({ budgetId: f.budgets.workflowBudgetId[side], reason }) },
  budgetCompliance: nothing,
  budgetDays: { input: (f, side) => ({ budgetId: f.budgets.budgetId[side] }) },
  budgetDenials: { input: (f, side) => ({ budgetId: f.budgets.budgetId[side] }) },
  budgetPlaces: { ...nothing, showsTeams: true },
  budgetTree: { ...nothing, showsTeams: true },
  closeExecutiveReview: {
    input: (f) => ({ reviewId: f.budgets.reviewId, outcome: 'continue', note: reason }),
  },
  createBudget: {
    input: (f, side) => ({
      name: 'New',
      scope: { kind: 'workflow', teamId: f.teamId[side], workflow: `${side}-new` },
      currency: 'USD',
      limit: '900',
    }),
  },
  createDefaultBudgets: { input: () => ({ currency: 'USD', perUser: '50' }) },
  declineRaise: { input: (f, side) => ({ requestId: f.budgets.requestId[side], note: reason }) },
  editBudget: {
    input: (f, side) => ({ budgetId: f.budgets.budgetId[side], changes: { limit: '1200.50' } }),
  },
  getBudget: { input: (f, side) => ({ budgetId: f.budgets.budgetId[side] }) },
  liftKillSwitch: { input: (f, side) => ({ killSwitchId: f.budgets.killSwitchId[side], reason }) },
  listKillSwitches: { ...nothing, showsTeams: true },
  listRaiseRequests: { input: () => ({}), showsTeams: true },
  markReviewed: { input: (f, side) => ({ budgetId: f.budgets.budgetId[side] }) },
  previewBudget: {
    input: (f, side) => ({
      scope: { kind: 'team', teamId: f.teamId[side] },
      currency: 'USD',
      period: 'month',
      limit: '0.000001',
      thresholds: [{ percent: 100, action: { kind: 'block' } }],
      day: '2026-11-22',
    }),
  },
  requestRaise: {
    input: (f, side) => ({
      budgetId: f.budgets.workflowBudgetId[side],
      limit: '150',
      until: '2026-12-31',
      reason,
    }),
  },
  startKillSwitch: {
    input: (f, side) => ({
      scope: { kind: 'team', teamId: f.teamId[side] },
      reason,
      endsAt: '2026-11-23T00:00:00Z',
    }),
  },
  endRaise: { input: (f, side) => ({ requestId: f.budgets.raiseInForceId[side], note: reason }) },
  withdrawRaise: { input: (f, side) => ({ requestId: f.budgets.requestId[side] }) },

  // calculator
  archiveScenario: { input: (f, _side, actor) => ({ scenarioId: f.scenarios.ownScenarioId(actor) }) },
  commentScenario: {
    input: (f, _side, actor) => ({ scenarioId: f.scenarios.ownScenarioId(actor), body: 'A comment' }),
  },
  duplicateScenario: {
    input: (f, _side, actor) => ({ scenarioId: f.scenarios.ownScenarioId(actor), name: 'Copy' }),
  },
  getScenario: { input: (f, _side, actor) => ({ scenarioId: f.scenarios.ownScenarioId(actor) }) },
  listScenarioTeams: { ...nothing, showsTeams: true },
  listScenarios: { ...nothing, showsTeams: true },
  renameScenario: {
    input: (f, _side, actor) => ({ scenarioId: f.scenarios.ownScenarioId(actor), name: 'Renamed' }),
  },
  restoreScenario: { input: (f, _side, actor) => ({ scenarioId: f.scenarios.ownScenarioId(actor) }) },
  saveScenario: { input: () => ({ name: 'New', state: startingState('USD') }) },
  updateScenario: {
    input: (f, _side, actor) => ({
      scenarioId: f.scenarios.ownScenarioId(actor),
      updatedAt: NOW.toISOString(),
      state: startingState('HKD'),
    }),
  },
  withdrawComment: { input: (f, _side, actor) => ({ commentId: f.scenarios.ownCommentId(actor) }) },
  workloadFromActuals: { input: () => ({ workflow: 'own-flow' }) },

  // drivers
  explainChange: {
    input: () => ({ period: query.period, by: 'workflow', currency: 'USD' }),
    showsTeams: true,
  },

  // forecasting
  forecastAccuracy: nothing,
  draftPlan: nothing,
  forecastDepartments: nothing,
  forecastUsage: { input: () => ({ currency: 'USD' }) },
  readPlan: nothing,
  removePlanLine: { input: () => ({ lineId: '999999' }), endsWith: 'not_found' },
  savePlanLine: {
    input: (f, side) => ({
      teamId: f.teamId[side],
      workflow: `${side}-planned`,
      startMonth: '2026-12',
      terms: {
        ...{ model: 'openai/gpt', routedModel: null, usersAtStart: 10, usersAtFull: 20 },
        ...{ adoption: { kind: 'linear', months: 6 }, sessions: 20, callsPerSession: 3 },
        perCall: { input: 1000, cacheRead: 0, output: 200, reasoning: 0 },
      },
    }),
  },

  // money and pricing
  addDiscount: {
    input: (f) => ({
      providerId: f.providerId,
      percent: '12.5',
      validFrom: '2026-10-31T16:00:00Z',
      contract: 'Agreement of 2026',
      reprice: { reason },
    }),
  },
  addFxRate: {
    input: () => ({ quote: 'HKD', validFrom: '2026-11-20', rate: '7.79', source: 'test rates' }),
  },
  addPriceVersion: {
    input: (f) => ({
      modelId: f.catalogueModelId,
      list: 'manual',
      validFrom: null,
      rates: { prices: { input: '1.00' } },
    }),
  },
  endDiscount: {
    input: (f) => ({ discountId: f.discountId, endsAt: '2026-11-30T16:00:00Z', reason }),
  },
  chooseList: { input: () => ({ listKey: 'new-currency-2026-05', isCharging: false, reason }) },
  aliasModel: { input: (f) => ({ modelId: f.unpricedModelId, targetModelId: f.catalogueModelId }) },
  comparePriceLists: nothing,
  getModel: { input: (f) => ({ modelId: f.catalogueModelId }) },
  importPriceMap: { input: () => ({ source: { text: PRICE_MAP }, fileName: 'prices.json' }) },
  listContracts: nothing,
  listFxRates: nothing,
  listPriceLists: nothing,
  listRepricingRuns: nothing,
  listModels: nothing,
  listPricedModels: nothing,
  catalogueSummary: nothing,
  listProviders: nothing,
  listUnpricedModels: { ...nothing, showsTeams: true },
  previewPriceMap: { input: () => ({ source: { text: PRICE_MAP } }) },
  previewRepricing: { input: (f) => ({ modelId: f.unpricedModelId, which: 'unpriced' }) },
  repriceUsage: {
    input: (f) => ({ modelId: f.unpricedModelId, which: 'unpriced', reason }),
  },
  setModelTier: { input: (f) => ({ modelId: f.unpricedModelId, tier: 'balanced' }) },

  // outcomes
  archiveOutcome: { input: (f, side) => ({ definitionId: f.outcomes.definitionId[side], reason }) },
  changeOutcomeDefinition: {
    input: (f, side) => ({
      definitionId: f.outcomes.definitionId[side],
      changes: { unit: 'thing done' },
      reason,
    }),
  },
  correctOutcomes: { input: (f, side) => ({ seq: f.outcomes.seq[side], count: 4, reason }) },
  defineOutcome: {
    input: (_f, side) => ({
      workflow: side === 'own' ? 'own-flow' : `${OTHER_MARK}-flow`,
      outcome: 'done',
      unit: 'thing done',
      description: 'When someone says so',
      vouchedBy: 'Head of Things',
    }),
  },
  enterOutcomes: {
    input: (f, side) => ({
      workflow: side === 'own' ? 'own-paid' : `${OTHER_MARK}-paid`,
      teamId: f.teamId[side],
      day: '2026-11-20',
      count: 3,
      reason,
    }),
  },
  importOutcomes: {
    input: (f, side) => ({
      text: `id,time,workflow,outcome,count\n1,2026-11-20 10:00,${side === 'own' ? 'own' : OTHER_MARK}-paid,done,2\n`,
      fileName: 'a.csv',
      teamId: f.teamId[side],
    }),
  },
  previewOutcomeImport: {
    input: (f, side) => ({
      text: `id,time,workflow,outcome,count\n1,2026-11-20 10:00,${side === 'own' ? 'own' : OTHER_MARK}-paid,done,2\n`,
      fileName: 'a.csv',
      teamId: f.teamId[side],
    }),
  },
  listOutcomeDefinitions: { ...nothing, showsTeams: true },
  listOutcomes: { input: () => ({ period: query.period }), showsTeams: true },
  setOutcomeValue: {
    input: (f, side) => ({
      definitionId: f.outcomes.definitionId[side],
      amount: '15',
      currency: 'USD',
      reworkShare: '0.2',
      validFrom: '2026-11-01',
      basis: 'A test',
    }),
  },
  workflowResult: {
    input: () => ({ workflow: 'own-paid', period: query.period, currency: 'USD' }),
  },
  workflowResults: { input: () => ({ period: query.period, currency: 'USD' }), showsTeams: true },

  // savings
  keepInitiative: {
    input: (f, side) => ({
      name: 'New',
      scenarioId: f.scenarios.planId[side],
      teamId: f.teamId[side],
    }),
  },
  listInitiatives: { ...nothing, showsTeams: true },

  // usage
  adoptTagValue: { input: () => ({ tag: 'feature', value: 'own-feature' }) },
  cancelImport: { input: (f) => ({ importId: f.runningImportId }) },
  createTagRule: { input: () => ({ tag: 'workflow', fromValue: 'own-flow', toValue: 'resolve-ticket' }) },
  ingestHealth: nothing,
  listImports: nothing,
  listMappings: nothing,
  listPendingValues: { input: () => ({}), showsTeams: true },
  listSources: { ...nothing, showsTeams: true },
  listTagRules: nothing,
  previewImport: { input: (f) => ({ uploadId: f.uploadId, fileName: 'a.csv', mapping: MAPPING }) },
  previewTagRule: {
    input: () => ({ rule: { tag: 'workflow', fromValue: 'own-flow', toValue: 'resolve-ticket' } }),
  },
  rebuildRollup: { input: () => ({ reason }) },
  reconcile: nothing,
  registerFreeTag: { input: () => ({ key: 'project', labelEn: 'Project', labelZh: '項目' }) },
  rejectedRows: { input: (f) => ({ importId: f.stoppedImportId }) },
  resumeImport: { input: (f) => ({ importId: f.stoppedImportId }) },
  retireTagRule: { input: (f) => ({ ruleId: f.tagRuleId }) },
  startImport: { input: (f) => ({ uploadId: f.uploadId, fileName: 'a.csv', mapping: MAPPING }) },

  // evaluation
  addGoldenSet: {
    input: (f, side) => ({
      ...{ teamId: f.teamId[side], name: 'New', taskClass: 'classification' },
      text: '{"prompt":"a","expected":"b"}',
    }),
  },
  archiveGoldenSet: { input: (f, side) => ({ setId: f.evaluation[side].set }) },
  compareRuns: {
    input: (f, side) => ({
      ...{ runId: f.evaluation[side].newRun, baselineRunId: f.evaluation[side].baselineRun, margin: '0.05' },
    }),
  },
  currentEvidence: { ...nothing, showsTeams: true },
  evaluationNames: { ...nothing, showsTeams: true },
  getEvidence: { input: () => ({ evidenceId: '999999' }), endsWith: 'not_found' },
  getRun: { input: () => ({ runId: '999999' }), endsWith: 'not_found' },
  giveSampleConsent: { input: (f, side) => ({ teamId: f.teamId[side], keepDays: 7, mostCases: 10 }) },
  importEvaluation: {
    input: (f, side) => ({
      ...{ teamId: f.teamId[side], name: 'New', taskClass: 'classification', format: 'csv' },
      text: 'prompt,model,score\na,small,1\n',
    }),
  },
  listGoldenSets: { ...nothing, showsTeams: true },
  listSampleConsents: { ...nothing, showsTeams: true },
  previewGoldenSet: { input: () => ({ text: '{"prompt":"a","expected":"b"}' }) },
  previewResults: { input: () => ({ format: 'csv', text: 'prompt,model,score\na,small,1\n' }) },
  resumeEvaluation: {
    input: (f, side) => ({
      runId: f.evaluation[side].stoppedRun,
      endpoint: { baseUrl: 'https://models.example/v1' },
    }),
  },
  startEvaluation: {
    input: (f, side) => ({
      ...{
        setId: f.evaluation[side].set,
        payingTeamId: f.teamId[side],
        model: 'gpt-5-mini',
        cap: '0.000001',
      },
    }),
  },
  stopEvaluation: { input: (f, side) => ({ runId: f.evaluation[side].waitingRun }) },
  withdrawSampleConsent: {
    input: (f, side) => ({ teamId: f.teamId[side], reason }),
    endsWith: 'not_found',
  },

  // routing
  addTaskClass: {
    input: () => ({ key: 'new_class', name: 'New', description: 'A test', isSimple: true }),
  },
  approvePolicy: { input: (f, side) => ({ versionId: f.routing[side].submitted }) },
  archiveTaskClass: { input: (f) => ({ key: f.routing.taskClass, reason }) },
  classifierAgreement: {
    input: () => ({ period: { from: '2026-11-01', to: '2026-11-02' } }),
  },
  checkDraft: { input: (f, side) => ({ policyId: f.routing[side].policy, body: EMPTY_POLICY }) },
  discardDraft: { input: (f, side) => ({ versionId: f.routing[side].draft }) },
  draftPolicy: { input: (f, side) => ({ teamId: f.teamId[side] }) },
  gatewayConfigs: { input: (f, side) => ({ policyId: f.routing[side].policy }) },
  getPolicy: { input: (f, side) => ({ policyId: f.routing[side].policy }) },
  listPolicies: { ...nothing, showsTeams: true },
  listTaskClasses: nothing,
  listWorkflowClasses: {
    input: () => ({ period: { from: '2026-11-01', to: '2026-12-01' } }),
    showsTeams: true,
  },
  policyDrift: { input: (f, side) => ({ policyId: f.routing[side].policy }) },
  publishPolicy: { input: (f, side) => ({ versionId: f.routing[side].approved }) },
  rejectPolicy: { input: (f, side) => ({ versionId: f.routing[side].submitted, note: reason }) },
  replayPolicy: {
    input: (f, side) => ({
      policyId: f.routing[side].policy,
      versionId: f.routing[side].draft,
      period: { from: '2026-11-01', to: '2026-11-02' },
    }),
  },
  retirePolicy: { input: (f, side) => ({ policyId: f.routing[side].policy, reason }) },
  rollBackPolicy: { input: (f, side) => ({ policyId: f.routing[side].policy, reason }) },
  routingNames: { input: () => ({}) },
  saveDraft: {
    input: (f, side) => ({ versionId: f.routing[side].draft, revision: 1, body: EMPTY_POLICY }),
  },
  setWorkflowTaskClass: {
    input: (f) => ({ workflow: 'new-workflow', taskClass: f.routing.taskClass, reason }),
  },
  submitPolicy: { input: (f, side) => ({ versionId: f.routing[side].draft }) },
  tryRequest: {
    input: (f, side) => ({
      policyId: f.routing[side].policy,
      body: EMPTY_POLICY,
      call: { team: 'support', inputTokens: 100, model: 'gpt-5-mini' },
    }),
  },
  withdrawSubmission: { input: (f, side) => ({ versionId: f.routing[side].submitted }) },
};
