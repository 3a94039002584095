package dev.footlights.api.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call. It has no member for what a request says beyond the names of resources: no secret,
 * token, attribute or body can get in.
 *
 * @param time when the answer was ready
 * @param accessKeyId null when the request named none
 * @param verified whether the signature was good; if not, anybody may have named the key
 * @param account null where not verified
 * @param region null where not verified
 * @param operation such as {@code StopParticipantReplication}
 * @param resources ARNs that policies were asked for; none when the call did not get that far
 * @param result {@code OK}, or the error's name
 * @param status of HTTP
 * @param requestId as the caller was told
 * @param sourceAddress of the connection's other end, which may be a proxy
 */
public record AuditEntry(
    Instant time,
    @Nullable String accessKeyId,
    boolean verified,
    @Nullable String account,
    @Nullable String region,
    String operation,
    List<String> resources,
    String result,
    int status,
    String requestId,
    String sourceAddress) {
  public AuditEntry {
    resources = List.copyOf(resources);
  }
}
