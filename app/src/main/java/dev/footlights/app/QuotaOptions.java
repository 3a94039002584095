package dev.footlights.app;

import dev.footlights.stage.quota.ResourceQuotas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many of each an account may have in a region. */
final class QuotaOptions {
  private static final Pattern FORM = Pattern.compile("([a-z-]+)=([0-9]{1,9})");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--quota",
      paramLabel = "NAME=N",
      split = ",",
      description =
          "How many stages, ingest-configurations, public-keys, encoder-configurations,"
              + " storage-configurations, publishers or subscriptions an account may have in a"
              + " region (default: what IVS allows; in dev mode any number).")
  private List<String> quotas = new ArrayList<>();

  /** By their names. */
  Map<String, Integer> quotas() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (String quota : quotas) {
      Matcher m = FORM.matcher(quota.strip());
      if (!m.matches() || !ResourceQuotas.NAMES.contains(m.group(1))) {
        throw new ParameterException(
            spec.commandLine(),
            "--quota must be NAME=N with a whole number and one of the names "
                + String.join(", ", ResourceQuotas.NAMES)
                + ", not '"
                + quota
                + "'");
      }
      all.put(m.group(1), Integer.parseInt(m.group(2)));
    }
    return all;
  }
}
