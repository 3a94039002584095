package dev.footlights.app;

import dev.footlights.app.AccessRules.Credentials;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who may call the AWS API, and how that is watched. */
final class AccessOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "Who may call (default: credentials.json in the data folder). In the environment it may"
              + " be the JSON itself, which begins with [.")
  private @Nullable String credentials;

  @Option(
      names = "--audit-log",
      paramLabel = "FILE",
      description = "Appends a JSON object a line for each call of the AWS API.")
  private @Nullable Path auditLog;

  @Option(
      names = "--aws-limits",
      defaultValue = "false",
      description = "Holds callers to the request rates of IVS, and media to its limits.")
  private boolean awsLimits;

  AccessRules rules() {
    if (Credentials.isText(credentials)
        && spec.commandLine().getParseResult().hasMatchedOption("--credentials")) {
      throw new ParameterException(
          spec.commandLine(),
          "--credentials must be a file: everybody on the machine can read the command line; put"
              + " the JSON into FOOTLIGHTS_CREDENTIALS");
    }
    return new AccessRules(
        Optional.ofNullable(credentials).map(Credentials::new),
        Optional.ofNullable(auditLog),
        awsLimits);
  }
}
