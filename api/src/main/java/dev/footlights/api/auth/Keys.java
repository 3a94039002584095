package dev.footlights.api.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which access keys are known. */
public sealed interface Keys {
  /** The account of a dev mode key that is not itself twelve digits. */
  String DEV_ACCOUNT = "000000000000";

  /** The secret that dev mode takes for every access key id. */
  String DEV_SECRET = "test";

  /** Those of a file, or of dev mode when there are none. */
  static Keys of(List<Credential> credentials) {
    return credentials.isEmpty() ? new Dev() : new Configured(credentials);
  }

  /** What the key may sign with. */
  Optional<Known> find(String accessKeyId);

  /** A sentence for a caller whose signature did not match; "" where there is nothing to say. */
  String hint();

  /** An access key: any one of its secrets signs. */
  record Known(List<String> secrets, String account, @Nullable List<Statement> statements) {}

  /** Any access key id, with a secret that is {@link #DEV_SECRET} or equals the id. */
  record Dev() implements Keys {
    @Override
    public Optional<Known> find(String accessKeyId) {
      String account = accessKeyId.matches("[0-9]{12}") ? accessKeyId : DEV_ACCOUNT;
      return Optional.of(new Known(List.of(DEV_SECRET, accessKeyId), account, null));
    }

    @Override
    public String hint() {
      return " Dev mode accepts any access key id with the secret access key \"test\", or with a"
          + " secret access key equal to the id.";
    }
  }

  /** Those of the credentials file and no other. */
  final class Configured implements Keys {
    private final Map<String, Known> known = new HashMap<>();

    Configured(List<Credential> credentials) {
      for (Credential c : credentials) {
        known.put(
            c.accessKeyId(), new Known(List.of(c.secretAccessKey()), c.account(), c.statements()));
      }
    }

    @Override
    public Optional<Known> find(String accessKeyId) {
      return Optional.ofNullable(known.get(accessKeyId));
    }

    @Override
    public String hint() {
      return "";
    }
  }
}
