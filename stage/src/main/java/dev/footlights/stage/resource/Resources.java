package dev.footlights.stage.resource;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.repository.RowChange.DeleteResource;
import dev.footlights.stage.repository.RowChange.PutResource;
import dev.footlights.stage.session.ResourceIds;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.tag.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All resources beside stages. Changed by the control thread alone; any thread may {@link #lookup}.
 */
public final class Resources {
  private final Map<ResourceArn, Resource> resources = new ConcurrentHashMap<>();
  private final ResourceQuotas quotas;
  private final ResourceIds ids;

  public Resources(List<Resource> rows, ResourceQuotas quotas, ResourceIds ids) {
    this.quotas = quotas;
    this.ids = ids;
    rows.forEach(row -> resources.put(row.arn(), row));
  }

  /** A name for a new one with these tags, which are checked; it is nobody's until it is added. */
  ResourceArn allot(Scope scope, ResourceType type, Map<String, String> tags) {
    Tags.check(tags);
    String id = ids.next(tags, asked -> resources.containsKey(ResourceArn.of(scope, type, asked)));
    return ResourceArn.of(scope, type, id);
  }

  /** One more; a QUOTA refusal when the account has as many as it may in the region. */
  public void add(Resource resource, Outcome out) {
    ResourceArn arn = resource.arn();
    int most = most(arn.type());
    if (of(arn.scope(), arn.type()).count() >= most) {
      throw new StageException(
          Kind.QUOTA, "the region has " + most + " of type " + arn.type().wireName() + " already");
    }
    put(resource, out);
  }

  /** How many of a type an account may have in a region. Any thread may ask. */
  public int most(ResourceType type) {
    return quotas.most(type);
  }

  /** Changes one that is there. */
  public void put(Resource resource, Outcome out) {
    resources.put(resource.arn(), resource);
    out.put(new PutResource(resource));
  }

  public void remove(ResourceArn arn, Outcome out) {
    resources.remove(arn);
    out.put(new DeleteResource(arn));
  }

  /** The caller's; a NOT_FOUND refusal when there is none. */
  public Resource find(Scope scope, ResourceArn arn) {
    return lookup(arn)
        .filter(found -> arn.scope().equals(scope))
        .orElseThrow(() -> absent(scope, arn));
  }

  /** The refusal for a resource that the caller does not have. */
  public static StageException absent(Scope scope, ResourceArn arn) {
    String signed =
        arn.scope().equals(scope)
            ? ""
            : ": the call is signed for account " + scope.account() + " in " + scope.region();
    return new StageException(Kind.NOT_FOUND, "there is no " + arn + signed);
  }

  /** The caller's, which by its type is of that class. */
  public <T extends Resource> T find(Scope scope, ResourceArn arn, Class<T> type) {
    Resource found = find(scope, arn);
    if (!type.isInstance(found)) {
      throw absent(scope, arn);
    }
    return type.cast(found);
  }

  public Optional<Resource> lookup(ResourceArn arn) {
    return Optional.ofNullable(resources.get(arn));
  }

  /** Those of an account in a region. */
  public Stream<Resource> of(Scope scope, ResourceType type) {
    return resources.values().stream()
        .filter(r -> r.arn().type() == type && r.arn().scope().equals(scope));
  }

  /** Forgets all; the rows go with everything else. */
  public void clear() {
    resources.clear();
  }
}
