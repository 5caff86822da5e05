import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;

/**
 * mongo-java-server with its rows in one H2 file, on a port of 127.0.0.1 (0 takes a free one). It prints its address when
 * it listens and closes the file when it is asked to end. Usage: MongodbTestServer PORT FILE
 */
public final class MongodbTestServer {
  /** What the driver asks for: it talks to wire version 9 and newer, and the library's own enum ends at 8. */
  private static final class Version implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }

    /** Names itself, so that a test run can tell it from MongoDB. */
    @Override
    public String toVersionString() {
      return "5.0.0-mongo-java-server";
    }
  }

  public static void main(String[] arguments) {
    H2Backend backend = new H2Backend(arguments[1]);
    backend.version(new Version());
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    System.out.println("mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
  }
}
