/** Who may see and change registry records, beside `admin` (configure-an-oauth-authorization-code-grant.md, Zurich). */
export const registryRoles: readonly string[] = ["oauth_admin", "mi_admin"];
