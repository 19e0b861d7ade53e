/** A finding of cdk-nag that we live with, where, and why. */
export interface AcceptedFinding {
  /** Without the pack's name: "S1". */
  readonly rule: string
  readonly where: RegExp
  readonly why: string
}

export const accepted: readonly AcceptedFinding[] = [
  {
    rule: 'S1',
    where: /^Unsticky(Data\/Files|Artifacts\/(Bundles|Assets))\//,
    why: 'Nobody but the shop, CloudFront and the owner can ask these buckets. An audit that wants each access has CloudTrail data events, without a bucket of logs to keep.',
  },
  {
    rule: 'COG1',
    where: /^UnstickyData\/Users\//,
    why: 'Ten characters, no rule about their kinds: NIST SP 800-63B, 3.1.1.2 forbids composition rules.',
  },
  {
    rule: 'COG2',
    where: /^UnstickyData\/Users\//,
    why: 'The shop has no second step at login yet; turning it on in the pool alone would lock everybody out.',
  },
  {
    rule: 'COG8',
    where: /^UnstickyData\/Users\//,
    why: 'The Plus plan is paid for each account. The shop itself counts login attempts by account and address.',
  },
  {
    rule: 'SMG4',
    where: /^UnstickyData\/(FirstCookieKey|CookieKeysSecret)\//,
    why: 'Cookie keys are rotated by packages/stores/secrets-manager (rotate.ts), which lets the old key verify on; a plain rotation would end every session.',
  },
  {
    rule: 'SMG4',
    where: /^UnstickyData\/Valkey(Sessions|Carts)Secret\//,
    why: 'The store has to learn a new password in the same moment, which takes a function in the network; docs/deploying.md says how it is done by hand.',
  },
  {
    rule: 'ELB2',
    where: /\/Balancer\/Resource$/,
    why: 'The balancer can be asked by CloudFront alone, and the shop writes a line for each request with its id.',
  },
  {
    rule: 'CFR1',
    where: /\/Edge\/Resource$/,
    why: 'The shop sells to everybody, wherever they are.',
  },
  {
    rule: 'CFR2',
    where: /\/Edge\/Resource$/,
    why: 'A web ACL costs five dollars a month and more for each rule; a comparison of two shops behind it would measure the ACL. Put one in front before real customers come.',
  },
  {
    rule: 'CFR3',
    where: /\/Edge\/Resource$/,
    why: 'The shop writes a line for each request with its id; assets are the same for everybody.',
  },
  {
    rule: 'CFR4',
    where: /\/Edge\/Resource$/,
    why: 'Without a domain of its own a distribution has the certificate of CloudFront, whose lowest TLS version cannot be chosen.',
  },
  {
    rule: 'ECS2',
    where: /Task\/Resource$/,
    why: 'Settings are names and numbers. Secrets are named there and read from Secrets Manager by the shop.',
  },
  {
    rule: 'IAM5[Resource::*]',
    where: /Task\/ExecutionRole\/DefaultPolicy\/Resource$/,
    why: 'ecr:GetAuthorizationToken knows no resource; everything else in this policy names one.',
  },
  {
    rule: 'IAM5[Resource::UnstickyData:ExportsOutputFnGetAttFiles',
    where: /^Unsticky(Stateless\/(accounts|orders)Task\/TaskRole|Lambda\/ShopRole)\/Data\/Resource$/,
    why: 'One kind of file in one bucket: pictures for accounts, receipts for orders.',
  },
  {
    rule: 'APIG4',
    where: /^UnstickyLambda\/Api\/ANY--/,
    why: 'A shop is for everybody; who may do what in it is decided by the shop, by session, token and CSRF check.',
  },
  {
    rule: 'IAM5[Resource::<RemindFunction',
    where: /^UnstickyLambda\/SchedulerRoleForTarget/,
    why: 'CDK lets a schedule call every version of the one function that it is for; there is only one.',
  },
]
