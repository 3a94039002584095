package dev.footlights.api.aws;

import java.util.List;

/** A request that names the stages it touches: policies are asked for each. */
interface OnStages {
  List<String> stages();
}
