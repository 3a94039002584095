package dev.footlights.e2e.harness;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.ivsrealtime.IvsRealTimeClient;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeException;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeRequest;
import software.amazon.awssdk.services.ivsrealtime.model.IvsRealTimeResponse;

/**
 * What the AWS SDK for Java knows of the service: its operations, and the exceptions that each
 * declares. As an interceptor it keeps the last request of each operation, to be sent again.
 */
public final class SdkOperations implements ExecutionInterceptor {
  private final Map<String, SdkRequest> sent = new ConcurrentHashMap<>();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    String type = request.getClass().getSimpleName();
    sent.put(type.substring(0, type.length() - "Request".length()), request);
  }

  /** The last request of each operation that was called, by the operation's name. */
  public Map<String, SdkRequest> sent() {
    return new TreeMap<>(sent);
  }

  /** Every operation's name, as the API has it. */
  public static List<String> names() {
    return Arrays.stream(IvsRealTimeClient.class.getMethods())
        .filter(SdkOperations::isOperation)
        .map(method -> method.getName())
        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
        .sorted()
        .toList();
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && IvsRealTimeRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && IvsRealTimeResponse.class.isAssignableFrom(method.getReturnType());
  }

  /** The exceptions of the operation's model. */
  public static List<Class<?>> errors(String operation) {
    return Arrays.stream(method(operation).getExceptionTypes())
        .filter(IvsRealTimeException.class::isAssignableFrom)
        .filter(type -> type != IvsRealTimeException.class)
        .toList();
  }

  /** What the API calls an exception of the SDK. */
  public static String wireName(Class<?> error) {
    String name = error.getSimpleName();
    return name.equals("PendingVerificationException") ? "PendingVerification" : name;
  }

  private static Method method(String operation) {
    String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
    return Arrays.stream(IvsRealTimeClient.class.getMethods())
        .filter(method -> method.getName().equals(name) && isOperation(method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the SDK has no " + operation));
  }

  /** Sends a request; an exception of the SDK is thrown as it is. */
  public static Object call(IvsRealTimeClient client, String operation, SdkRequest request) {
    try {
      return Objects.requireNonNull(method(operation).invoke(client, request), "an answer");
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The member that {@link #invalid} breaks. */
  public static String breakable(SdkRequest request) {
    return field(request).memberName();
  }

  /** The request with one member against its bounds: an ARN, else a count, else a name. */
  public static SdkRequest invalid(SdkRequest request) {
    SdkRequest.Builder builder = request.toBuilder();
    SdkField<?> field = field(request);
    field.set(builder, field.marshallingType() == MarshallingType.INTEGER ? 0 : "not one!");
    return builder.build();
  }

  private static SdkField<?> field(SdkRequest request) {
    List<SdkField<?>> fields = ((SdkPojo) request).sdkFields();
    return fields.stream()
        .filter(field -> field.memberName().toLowerCase(Locale.ROOT).endsWith("arn"))
        .findFirst()
        .or(() -> named(fields, "maxResults"))
        .or(() -> named(fields, "name"))
        .orElseThrow(() -> new IllegalArgumentException("nothing to break in " + request));
  }

  private static Optional<SdkField<?>> named(List<SdkField<?>> fields, String name) {
    return fields.stream().filter(field -> field.memberName().equals(name)).findFirst();
  }
}
