import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Uses the driver as programs do and prints one line for each thing that it tries. */
public class Jdbc {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", arguments[1]);
        properties.setProperty("password", arguments[2]);
        properties.setProperty("ssl", "false");
        try (Connection connection = DriverManager.getConnection(arguments[0], properties)) {
            System.out.println("connected " + connection.getMetaData().getDatabaseProductName());
            types(connection);
            prepared(connection);
            batch(connection);
            fetchSize(connection);
            errors(connection);
            metadata(connection);
        }
    }

    private static void types(Connection connection) throws SQLException {
        String sql = "SELECT 1::SMALLINT, 2, 3::BIGINT, 1.5::DECIMAL(5,2), 2.5::FLOAT8, TRUE, 'x'::VARCHAR, "
                + "'2024-02-29'::DATE, '2024-02-29 12:30:00'::TIMESTAMP, NULL::INT";
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            System.out.println("types " + rows.getShort(1) + " " + rows.getInt(2) + " " + rows.getLong(3) + " "
                    + rows.getBigDecimal(4) + " " + rows.getDouble(5) + " " + rows.getBoolean(6) + " " + rows.getString(7)
                    + " " + rows.getDate(8) + " " + rows.getTimestamp(9) + " " + rows.getObject(10));
        }
    }

    private static void prepared(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?::INT + 1, ?::VARCHAR(10)")) {
            for (int run = 0; run < 7; run++) {
                statement.setInt(1, 41);
                statement.setString(2, "it's");
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    if (run == 6) System.out.println("prepared " + rows.getInt(1) + " " + rows.getString(2));
                }
            }
        }
    }

    private static void batch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE jdbc_books (id INT NOT NULL, title VARCHAR(40))");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO jdbc_books VALUES (?, ?)")) {
            for (int id = 1; id <= 3; id++) {
                insert.setInt(1, id);
                insert.setString(2, "book " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM jdbc_books")) {
            rows.next();
            System.out.println("batch " + rows.getInt(1));
        }
    }

    private static void fetchSize(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        int count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1000);
            try (ResultSet rows = statement.executeQuery("SELECT n FROM generate_series(1, 10000) AS s(n)")) {
                while (rows.next()) count++;
            }
        }
        connection.commit();
        System.out.println("fetched " + count);
    }

    private static void errors(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM jdbc_books");
            statement.executeQuery("SELECT * FROM nosuch");
        } catch (SQLException error) {
            System.out.println("error " + error.getSQLState());
        }
        connection.rollback();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 3 - COUNT(*) FROM jdbc_books")) {
            rows.next();
            System.out.println("rolled back " + rows.getInt(1));
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void metadata(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet tables = metadata.getTables(null, "public", "jdbc_%", new String[] {"TABLE"})) {
            while (tables.next()) System.out.println("table " + tables.getString("TABLE_NAME"));
        }
        try (ResultSet columns = metadata.getColumns(null, "public", "jdbc_books", "%")) {
            while (columns.next()) {
                boolean text = columns.getInt("DATA_TYPE") == java.sql.Types.VARCHAR;
                System.out.println("column " + columns.getString("COLUMN_NAME") + " " + (text ? "VARCHAR " : "INTEGER ")
                        + (text ? columns.getInt("COLUMN_SIZE") : columns.getInt("ORDINAL_POSITION")));
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE jdbc_books");
        }
    }
}
