export { type Audit, type AuditOptions, audit } from './audit.ts'
export {
  type Category,
  categories,
  type Finding,
  type Questions,
  type Severity,
  severities,
} from './finding.ts'
