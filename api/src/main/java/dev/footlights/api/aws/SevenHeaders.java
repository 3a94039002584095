package dev.footlights.api.aws;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers that every AWS answer carries. They are the whole modelled output of starting and
 * stopping a replication, so clients see them as members.
 */
final class SevenHeaders {
  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    ALL.put("Access-Control-Allow-Origin", "*");
    ALL.put(
        "Access-Control-Expose-Headers",
        "Cache-Control,Content-Length,Content-Security-Policy,Content-Type,Date,"
            + "Strict-Transport-Security,x-amzn-errormessage,x-amzn-errortype,x-amzn-requestid,"
            + "X-Content-Type-Options,X-Frame-Options");
    ALL.put("Cache-Control", "no-store, no-cache");
    ALL.put("Content-Security-Policy", "default-src 'self'; upgrade-insecure-requests;");
    // The colon is AWS's own and disarms the header: with '=' and TLS it would pin the host to
    // HTTPS for 18 months, a developer's localhost included.
    ALL.put("Strict-Transport-Security", "max-age:47304000; includeSubDomains");
    ALL.put("X-Content-Type-Options", "nosniff");
    ALL.put("X-Frame-Options", "DENY");
  }

  private SevenHeaders() {}

  static void put(Context http) {
    ALL.forEach(http::header);
  }
}
