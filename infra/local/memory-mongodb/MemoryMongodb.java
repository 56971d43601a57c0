import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;

/** Serves the MongoDB wire protocol from memory, on the loopback port that is its one argument, until it is told to stop. */
public final class MemoryMongodb {
  /** Drivers of today ask for wire version 9 or later; whatever we use of it is there. */
  private static final MongoVersion VERSION =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(5, 0, 0);
        }

        @Override
        public int getWireVersion() {
          return 13;
        }
      };

  /** Answers `hello`, by which the time of a server is asked, as it answers the older `isMaster`. */
  private static final class Backend extends MemoryBackend {
    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
      return super.handleCommand(channel, database, command.equals("hello") ? "isMaster" : command, query);
    }
  }

  public static void main(String[] args) {
    MongoServer server = new MongoServer(new Backend().version(VERSION));
    server.bind("127.0.0.1", Integer.parseInt(args[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
  }
}
