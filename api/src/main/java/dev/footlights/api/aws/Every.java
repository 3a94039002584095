package dev.footlights.api.aws;

import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;

/** All of a type, account and region: what policies are asked for before there is an ARN. */
final class Every {
  private Every() {}

  static String stage(Scope scope) {
    return of("stage", scope);
  }

  static String of(ResourceType type, Scope scope) {
    return of(type.wireName(), scope);
  }

  private static String of(String type, Scope scope) {
    return "arn:aws:ivs:" + scope.region() + ":" + scope.account() + ":" + type + "/*";
  }

  /** Whether an ARN stands for all, as no resource's does. */
  static boolean is(String arn) {
    return arn.endsWith("/*");
  }
}
