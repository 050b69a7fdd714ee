export type * from './connector.ts'
export { asFailure, ConnectorFailure, type FailureKind } from './failure.ts'
export { type FieldMeta, field } from './field.ts'
export { type Connectors, registry } from './registry.ts'
