import { extension, type JsonObject } from './typed.ts'

/** One JSON line per request that ended badly (5xx or no answer), on standard output, which is the balancer's log. */
export const accessLog: JsonObject = {
  filter: {
    or_filter: {
      filters: [
        {
          status_code_filter: {
            comparison: { op: 'GE', value: { default_value: 500, runtime_key: 'access_log.status' } },
          },
        },
        { response_flag_filter: { flags: ['UF', 'UR', 'UC', 'UT', 'UH', 'UO', 'URX'] } },
      ],
    },
  },
  ...extension('access_loggers.stdout', 'extensions.access_loggers.stream.v3.StdoutAccessLog', {
    log_format: {
      json_format: {
        time: '%START_TIME%',
        method: '%REQUEST_HEADER(:METHOD)%',
        // The path only: a query may hold what a log must not.
        path: '%PATH(NQ)%',
        status: '%RESPONSE_CODE%',
        flags: '%RESPONSE_FLAGS%',
        target: '%UPSTREAM_HOST%',
        attempts: '%UPSTREAM_REQUEST_ATTEMPT_COUNT%',
        durationMs: '%DURATION%',
      },
    },
  }),
}
