package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.RecordingState;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The participants of a session, all or those that pass one filter. */
final class ListParticipants
    implements Operation<ListParticipants.Request, ListParticipants.Response> {

  /**
   * Model shape ParticipantRecordingFilterByRecordingState: what was never recorded has no filter.
   */
  enum RecordingFilter {
    STARTING,
    ACTIVE,
    STOPPING,
    STOPPED,
    FAILED
  }

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @NotNull @Is(Shape.STAGE_SESSION_ID) String sessionId,
      @Is(Shape.USER_ID) @Nullable String filterByUserId,
      @Nullable Boolean filterByPublished,
      @Is(Shape.PARTICIPANT_STATE) @Nullable String filterByState,
      @Is(Shape.PARTICIPANT_RECORDING_FILTER) @Nullable String filterByRecordingState,
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  record Response(List<ParticipantViews.Summary> participants, @Nullable String nextToken) {}

  private final Control control;

  ListParticipants(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page =
        Await.on(
            control.listParticipants(
                caller.scope(),
                StageArn.parse(request.stageArn()),
                new SessionId(request.sessionId()),
                filter(request),
                Pages.of(caller, request)));
    return new Response(
        page.items().stream().map(ParticipantViews::summary).toList(),
        Pages.next(caller, request, page));
  }

  private static ParticipantFilter filter(Request request) {
    String state = request.filterByState();
    String recording = request.filterByRecordingState();
    long filters =
        Stream.of(request.filterByUserId(), request.filterByPublished(), state, recording)
            .filter(Objects::nonNull)
            .count();
    if (filters > 1) {
      throw new AwsException(
          ErrorType.VALIDATION,
          "Only one of filterByUserId, filterByPublished, filterByState and"
              + " filterByRecordingState may be given");
    }
    return new ParticipantFilter(
        request.filterByUserId(),
        request.filterByPublished(),
        state == null ? null : ParticipantState.valueOf(state),
        recording == null ? null : RecordingState.valueOf(recording));
  }
}
