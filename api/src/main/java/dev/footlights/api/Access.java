package dev.footlights.api;

import dev.footlights.api.audit.Audit;
import dev.footlights.api.auth.Credential;
import dev.footlights.api.auth.Keyring;
import java.util.List;

/**
 * Who may call the AWS API, and how that is watched.
 *
 * @param audit told of every call
 * @param awsLimits whether calls are held to the request rates of IVS
 */
public record Access(Keyring keyring, Audit audit, boolean awsLimits) {

  /** These credentials, or dev mode's when there are none; nothing is written down or limited. */
  public static Access of(List<Credential> credentials) {
    return new Access(Keyring.of(credentials), Audit.NONE, false);
  }
}
