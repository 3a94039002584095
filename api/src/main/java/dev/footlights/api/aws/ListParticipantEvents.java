package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.ExchangedToken;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a participant did in a session, oldest first. */
final class ListParticipantEvents
    implements Operation<ListParticipantEvents.Request, ListParticipantEvents.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @NotNull @Is(Shape.STAGE_SESSION_ID) String sessionId,
      @NotNull @Is(Shape.PARTICIPANT_ID) String participantId,
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  record Response(List<Event> events, @Nullable String nextToken) {}

  /** Model shape Event. */
  record Event(
      EventName name,
      String participantId,
      Instant eventTime,
      @Nullable String remoteParticipantId,
      @Nullable ErrorCode errorCode,
      @Nullable String destinationStageArn,
      @Nullable String destinationSessionId,
      boolean replica,
      @Nullable Token previousToken,
      @Nullable Token newToken) {

    static Event of(ParticipantEvent e) {
      return new Event(
          e.name(),
          e.participant().value(),
          e.time().truncatedTo(ChronoUnit.MILLIS),
          text(e.remoteParticipant()),
          e.errorCode(),
          text(e.destinationStage()),
          text(e.destinationSession()),
          e.replica(),
          token(e.previousToken()),
          token(e.newToken()));
    }

    private static @Nullable Token token(@Nullable ExchangedToken token) {
      return token == null
          ? null
          : new Token(
              token.capabilities().stream().sorted().toList(),
              token.attributes(),
              token.userId(),
              token.expirationTime());
    }

    private static @Nullable String text(@Nullable Object name) {
      return name == null ? null : name.toString();
    }
  }

  /** Model shape ExchangedParticipantToken. */
  record Token(
      List<Capability> capabilities,
      Map<String, String> attributes,
      String userId,
      Instant expirationTime) {}

  private final Control control;

  ListParticipantEvents(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page =
        Await.on(
            control.listParticipantEvents(
                caller.scope(),
                StageArn.parse(request.stageArn()),
                new SessionId(request.sessionId()),
                ParticipantId.of(request.participantId()),
                Pages.of(caller, request)));
    return new Response(
        page.items().stream().map(Event::of).toList(), Pages.next(caller, request, page));
  }
}
