export { delayOf, type Fault, passing } from './fault.ts'
export { createFaultProxy, type FaultProxy, type FaultProxyOptions } from './fault-proxy.ts'
