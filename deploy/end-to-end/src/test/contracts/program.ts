// As somebody writes it who has only the generated client; the compiler reads it, nobody runs it.
import { Configuration, FamilyApi, type Family } from '../clients/typescript/family';

export async function readFamily(gateway: string, accessToken: string, id: string): Promise<Family> {
  const families = new FamilyApi(new Configuration({ basePath: gateway, accessToken }));
  return families.familyGet({ id });
}
