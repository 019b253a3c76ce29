import client.family.ApiClient;
import client.family.ApiException;
import client.family.api.FamilyApi;
import client.family.model.Address;
import client.family.model.FamilyRelation;
import client.family.model.FamilySex;
import client.family.model.Language;
import client.family.model.RegisterFamilyRequest;
import client.family.model.RegisterFamilyRequestMember;
import java.time.LocalDate;
import java.util.UUID;

/** As somebody writes it who has only the generated client: registers a family and reads it. */
public final class Program {

  public static void main(String[] arguments) throws ApiException {
    var client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    client.setRequestInterceptor(call -> call.header("Authorization", "Bearer " + arguments[1]));
    var families = new FamilyApi(client);

    var head =
        new RegisterFamilyRequestMember()
            .givenName("דנה")
            .familyName("לקוחה")
            .birthDate(LocalDate.of(1990, 5, 20))
            .sex(FamilySex.FEMALE)
            .relation(FamilyRelation.HEAD);
    var request =
        new RegisterFamilyRequest()
            .unit("IL.SOUTH.A2630.D1")
            .preferredLanguage(Language.HE)
            .phone("050-7654321")
            .address(new Address().street("הגפן 5").city("קריית גת"))
            .addMembersItem(head);
    UUID id = families.familyRegister(request, UUID.randomUUID().toString()).getId();
    System.out.println(families.familyGet(id, null).getMembers().getFirst().getGivenName());
    try {
      families.familyGet(UUID.randomUUID(), null);
    } catch (ApiException unknown) {
      System.out.println(unknown.getCode());
    }
  }
}
