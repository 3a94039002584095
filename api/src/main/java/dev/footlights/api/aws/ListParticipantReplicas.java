package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a participant of a source stage is, or was, replicated to. */
final class ListParticipantReplicas
    implements Operation<ListParticipantReplicas.Request, ListParticipantReplicas.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String sourceStageArn,
      @NotNull @Is(Shape.PARTICIPANT_ID) String participantId,
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_PARTICIPANT_REPLICA_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(sourceStageArn);
    }
  }

  record Response(List<Row> replicas, @Nullable String nextToken) {}

  /** Model shape ParticipantReplica. */
  record Row(
      String sourceStageArn,
      String participantId,
      String sourceSessionId,
      String destinationStageArn,
      String destinationSessionId,
      ReplicationState replicationState) {

    static Row of(Replica replica) {
      return new Row(
          replica.sourceStage().toString(),
          replica.participant().value(),
          replica.sourceSession().value(),
          replica.destinationStage().toString(),
          replica.destinationSession().value(),
          replica.state());
    }
  }

  private final Control control;

  ListParticipantReplicas(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page =
        Await.on(
            control.listReplicas(
                caller.scope(),
                StageArn.parse(request.sourceStageArn()),
                ParticipantId.of(request.participantId()),
                Pages.of(caller, request)));
    return new Response(
        page.items().stream().map(Row::of).toList(), Pages.next(caller, request, page));
  }
}
